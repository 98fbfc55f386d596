namespace MeshLens.Grains.Mesh;

/// <summary>A proxy that does not have what was made for it.</summary>
/// <param name="Proxy">Pod and namespace.</param>
/// <param name="Version">Its Istio version.</param>
/// <param name="Type">The type of resource it lags in: CDS, EDS, …</param>
/// <param name="State"><c>stale</c>: not answered yet; <c>error</c>: refused, it keeps what it had.</param>
/// <param name="Problem">Why it refused.</param>
public sealed record LaggingProxy(string Proxy, string Version, string Type, string State, string Problem);
