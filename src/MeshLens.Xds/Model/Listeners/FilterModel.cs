using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Model.Listeners;

/// <summary>One HTTP filter of a chain. Settings that a kind does not have are null.</summary>
/// <param name="Name">Its name in the chain.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Type">Its message type, for kinds MeshLens does not know.</param>
/// <param name="IsDisabled">It is off unless a route turns it on.</param>
/// <param name="Timeout">What one question to another service may take.</param>
/// <param name="Asks">The cluster, or the address, of the service it asks.</param>
/// <param name="FailsOpen">Requests pass when that service, or the script, fails.</param>
/// <param name="WaitsForBody">It needs the body, not only the headers.</param>
/// <param name="TokensPerSecond">Requests per second it lets pass.</param>
/// <param name="Fault">The fault it injects into every route.</param>
public sealed record FilterModel(
    string Name,
    FilterKind Kind,
    string Type,
    bool IsDisabled,
    TimeSpan? Timeout,
    string? Asks,
    bool? FailsOpen,
    bool WaitsForBody,
    double? TokensPerSecond,
    FaultModel? Fault);
