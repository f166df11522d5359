using System.Runtime.CompilerServices;
using System.Text;

namespace PeerProto.CompilerServices;

public ref partial struct PeerWriter
{
    /// <inheritdoc cref="MessagePackRun.WriteNil"/>
    public void WriteNil()
    {
        MessagePackRun run = BeginRun(MessagePackSize.Nil);
        run.WriteNil();
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteArrayHeader"/>
    public void WriteArrayHeader(int count)
    {
        MessagePackRun run = BeginRun(MessagePackSize.ArrayHeader(count));
        run.WriteArrayHeader(count);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteMapHeader"/>
    public void WriteMapHeader(int count)
    {
        MessagePackRun run = BeginRun(MessagePackSize.MapHeader(count));
        run.WriteMapHeader(count);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteBoolean"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBoolean(bool value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Boolean);
        run.WriteBoolean(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Byte);
        run.WriteByte(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteSByte"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteSByte(sbyte value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.SByte);
        run.WriteSByte(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteInt16"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt16(short value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Int16);
        run.WriteInt16(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteUInt16"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt16(ushort value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.UInt16);
        run.WriteUInt16(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteInt32"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt32(int value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Int32);
        run.WriteInt32(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteUInt32"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt32(uint value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.UInt32);
        run.WriteUInt32(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteInt64"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt64(long value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Int64);
        run.WriteInt64(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteUInt64"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt64(ulong value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.UInt64);
        run.WriteUInt64(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteChar"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteChar(char value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Char);
        run.WriteChar(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteSingle"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteSingle(float value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Single);
        run.WriteSingle(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteDouble"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDouble(double value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Double);
        run.WriteDouble(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteGuid"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteGuid(Guid value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Guid);
        run.WriteGuid(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteDateTime"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDateTime(DateTime value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.DateTime);
        run.WriteDateTime(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteDateTimeOffset"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.DateTimeOffset);
        run.WriteDateTimeOffset(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteTimeSpan"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteTimeSpan(TimeSpan value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.TimeSpan);
        run.WriteTimeSpan(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteDateOnly"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDateOnly(DateOnly value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.DateOnly);
        run.WriteDateOnly(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteTimeOnly"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteTimeOnly(TimeOnly value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.TimeOnly);
        run.WriteTimeOnly(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteHalf"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteHalf(Half value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Half);
        run.WriteHalf(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteInt128"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt128(Int128 value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Int128);
        run.WriteInt128(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteUInt128"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUInt128(UInt128 value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.UInt128);
        run.WriteUInt128(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteDecimal"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteDecimal(decimal value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Decimal);
        run.WriteDecimal(value);
        EndRun(run);
    }

    /// <inheritdoc cref="MessagePackRun.WriteRune"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRune(Rune value)
    {
        MessagePackRun run = BeginRun(MessagePackSize.Rune);
        run.WriteRune(value);
        EndRun(run);
    }
}
