namespace Architecture.Tests;

/// <summary>Which project may reference which: the layout table of ARCHITECTURE.md. A project that is not listed may not exist.</summary>
internal static class AllowedReferences
{
    public static readonly IReadOnlyDictionary<string, string[]> BySource = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["LibBpfSharp"] = [],
        ["MeshLens.Core"] = [],
        ["MeshLens.Files"] = [],
        ["MeshLens.Envoy"] = [],
        ["MeshLens.Xds"] = ["MeshLens.Envoy", "MeshLens.Files", "MeshLens.Core"],
        ["MeshLens.Kubernetes"] = ["MeshLens.Files", "MeshLens.Core"],
        ["MeshLens.Protocol"] = ["MeshLens.Core"],
        ["MeshLens.Agent"] = ["LibBpfSharp", "MeshLens.Protocol", "MeshLens.Files", "MeshLens.Core"],
        ["MeshLens.Grains.Abstractions"] = ["MeshLens.Core"],
        ["MeshLens.Grains"] = ["MeshLens.Core", "MeshLens.Files", "MeshLens.Grains.Abstractions"],
        ["MeshLens.Otlp"] = [],
        ["MeshLens.Tracing"] = ["MeshLens.Grains.Abstractions", "MeshLens.Otlp", "MeshLens.Files", "MeshLens.Core"],
        ["MeshLens.Ingest"] = ["MeshLens.Protocol", "MeshLens.Grains.Abstractions", "MeshLens.Metrics", "MeshLens.Otlp", "MeshLens.Core"],
        ["MeshLens.Alerting"] = ["MeshLens.Grains.Abstractions", "MeshLens.Files", "MeshLens.Core"],
        ["MeshLens.Api"] = ["MeshLens.Alerting", "MeshLens.Grains.Abstractions", "MeshLens.Xds", "MeshLens.Core"],
        ["MeshLens.Exposition"] = ["MeshLens.Grains.Abstractions", "MeshLens.Files", "MeshLens.Core"],
        ["MeshLens.Lab"] = ["MeshLens.Core"],
        ["MeshLens.Lab.Proxies"] = ["MeshLens.Lab", "MeshLens.Xds", "MeshLens.Envoy", "MeshLens.Core"],
        ["MeshLens.Metrics"] = ["MeshLens.Files", "MeshLens.Core"],
        ["MeshLens.Server"] =
        [
            "MeshLens.Core", "MeshLens.Protocol", "MeshLens.Grains.Abstractions", "MeshLens.Grains", "MeshLens.Ingest",
            "MeshLens.Api", "MeshLens.Exposition", "MeshLens.Lab", "MeshLens.Lab.Proxies", "MeshLens.Kubernetes", "MeshLens.Xds", "MeshLens.Metrics", "MeshLens.Tracing",
            "MeshLens.Alerting", "MeshLens.Files",
        ],
    };

    /// <summary>Packages that stand for a boundary: only these projects may use them.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> PackageOwners = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Microsoft.Orleans.Server"] = ["MeshLens.Grains", "MeshLens.Server"],
        ["Grpc.Net.Client"] = ["MeshLens.Agent", "MeshLens.Xds", "MeshLens.Tracing"],
        ["YamlDotNet"] = ["MeshLens.Kubernetes", "MeshLens.Alerting"],
        ["System.CommandLine"] = ["MeshLens.Server", "MeshLens.Agent"],
    };
}
