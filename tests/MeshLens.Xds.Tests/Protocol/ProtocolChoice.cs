namespace MeshLens.Xds.Tests.Protocol;

/// <summary>Where our client says something else than the recorded one, and by what right.</summary>
/// <param name="Response">After which response, counted from one.</param>
/// <param name="Recorded">What the recorded client said.</param>
/// <param name="Ours">What ours says.</param>
/// <param name="Why">What the protocol leaves open there.</param>
internal sealed record ProtocolChoice(int Response, string Recorded, string Ours, string Why)
{
    public override string ToString() => $"{Response}: {Recorded} | {Ours}";
}
