namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>What changed, for streams that are open.</summary>
internal sealed record MeshPush(string TypeUrl, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed);
