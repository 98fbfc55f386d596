namespace MeshLens.Tracing.Tests.Rig;

/// <summary>A request as a backend got it, unpacked.</summary>
internal sealed record ReceivedRequest(string Path, string ContentType, bool IsPacked, byte[] Body, IReadOnlyDictionary<string, string> Headers);
