namespace MeshLens.Kubernetes.Tests.FakeApi;

/// <summary>Something that happened; without a kind, a line as it is.</summary>
internal sealed record FakeEvent(string Path, string Kind, int Version, string Json)
{
    public string Line => Kind.Length == 0 ? Json : $$"""{"type":"{{Kind}}","object":{{Json}}}""";
}
