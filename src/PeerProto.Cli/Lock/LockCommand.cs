using System.CommandLine;

namespace PeerProto.Cli.Lock;

/// <summary>What <c>peerproto lock</c> accepts.</summary>
internal static class LockCommand
{
    private static readonly Option<string> Project = new("--project") { Description = "The project, or the folder it is in.", DefaultValueFactory = _ => "." };
    private static readonly Option<string?> Framework = new("--framework") { Description = "The target framework to look at, where contracts differ between them." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };
    private static readonly Argument<string> Version = new("version") { Description = "The released version." };

    /// <summary>Makes the command.</summary>
    public static Command Create() => new("lock", "Keeps what a project is on the wire in a file that is checked in, so that released peers stay understood.")
    {
        Verb("init", "Makes the lock of a project.", static (verb, _) => verb.Initialize()),
        Verb("check", "Compares the project with its lock, and fails where a change is forbidden or not recorded.", static (verb, _) => verb.Check()),
        Verb("update", "Records the changes that the rules allow.", static (verb, _) => verb.Update()),
        Verb("release", "Records everything and closes it as a released version.", static (verb, version) => verb.Release(version), Version),
        Verb("retire", "Drops a released version and those before it: no peer of them is left.", static (verb, version) => verb.Retire(version), Version),
    };

    private static Command Verb(string name, string description, Func<LockVerb, string, LockOutcome> run, Argument<string>? version = null)
    {
        Command command = new(name, description) { Project, Framework, Json };
        if (version is not null)
            command.Add(version);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ILockOutput output = parsed.GetValue(Json) ? new JsonLockOutput(Console.Out) : new LineLockOutput(Console.Out, Console.Error);
            try
            {
                string project = LockProject.Find(parsed.GetValue(Project)!);
                var types = await LockBuild.ReadAsync(project, parsed.GetValue(Framework), cancellationToken);
                LockOutcome outcome = run(new LockVerb(LockProject.LockOf(project), types), version is null ? "" : parsed.GetValue(version)!);
                outcome.Save();
                output.Write(outcome);
                return outcome.IsGood ? ExitCodes.Success : ExitCodes.Nothing;
            }
            catch (LockException exception)
            {
                output.Write(exception);
                return ExitCodes.Nothing;
            }
        });
        return command;
    }
}
