namespace MeshLens.Kubernetes.Api;

/// <summary>What every object has. Of labels and annotations only some are ever looked at, and none is kept.</summary>
internal sealed record ObjectMeta
{
    public string Name { get; set; } = "";

    public string Namespace { get; set; } = "";

    public string Uid { get; set; } = "";

    public string ResourceVersion { get; set; } = "";

    public Dictionary<string, string>? Labels { get; set; }

    public Dictionary<string, string>? Annotations { get; set; }

    public List<OwnerReference?>? OwnerReferences { get; set; }

    public string Label(string name) => Labels?.GetValueOrDefault(name) ?? "";

    public string Annotation(string name) => Annotations?.GetValueOrDefault(name) ?? "";
}
