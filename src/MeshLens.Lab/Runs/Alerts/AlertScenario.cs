using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>A fault, where, how strong, and what somebody must be woken for.</summary>
/// <param name="Kind">The fault's name.</param>
/// <param name="What">All of it in words.</param>
/// <param name="Inject">Breaks the mesh; disposing of the result mends it.</param>
/// <param name="Lead">How long to wait before, so that faults begin anywhere in a window.</param>
internal sealed record AlertScenario(string Kind, string What, Func<LabMesh, IDisposable> Inject, AlertExpectation Expected, TimeSpan Lead);
