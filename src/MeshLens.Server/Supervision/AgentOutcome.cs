namespace MeshLens.Server.Supervision;

/// <summary>What became of the supervised agent, for the exit code of <c>meshlens run</c>.</summary>
internal sealed class AgentOutcome
{
    private volatile bool _cannotWatch;

    /// <summary>It has wrong options or may not watch this machine, and starting it again cannot help.</summary>
    public bool CannotWatch
    {
        get => _cannotWatch;
        set => _cannotWatch = value;
    }
}
