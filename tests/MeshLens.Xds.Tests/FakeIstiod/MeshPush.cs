namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>What changed, for streams that are open.</summary>
/// <param name="TypeUrl">The type.</param>
/// <param name="Changed">Names; null is everything that is there when it is sent.</param>
/// <param name="Removed">Names.</param>
internal sealed record MeshPush(string TypeUrl, IReadOnlyList<string>? Changed, IReadOnlyList<string> Removed);
