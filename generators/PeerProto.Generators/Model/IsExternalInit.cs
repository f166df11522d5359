using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for where records have init accessors; .NET Standard 2.0 does not bring it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
