namespace MeshLens.Xds.Model.Listeners;

/// <summary>How a proxy gets the keys by which it checks tokens, where it fetches them itself.</summary>
/// <param name="Asks">The cluster, or else the address, that has them.</param>
/// <param name="Timeout">What one fetch may take.</param>
internal readonly record struct KeyFetch(string Asks, TimeSpan Timeout);
