using MeshLens.Lab.Faults;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>A fault, where, how strong, and what somebody must be woken for.</summary>
/// <param name="Kind">The fault's name.</param>
/// <param name="What">All of it in words.</param>
/// <param name="Inject">Breaks the mesh; disposing of the result mends it.</param>
/// <param name="Lead">How long to wait before, so that faults begin anywhere in a window.</param>
internal sealed record AlertScenario(string Kind, string What, Func<IDisposable> Inject, AlertExpectation Expected, TimeSpan Lead)
{
    private const string Nothing = "nothing";

    /// <summary>A stretch of time in which nothing is broken: a page in it is wrong as well, but it is no fault and not counted as one.</summary>
    public static AlertScenario Quiet { get; } = new(Nothing, "nothing at all", static () => new Undo(), AlertExpectation.Nothing, TimeSpan.Zero);

    public bool IsFault => Kind != Nothing;
}
