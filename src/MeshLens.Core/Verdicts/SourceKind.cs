using System.Text.Json.Serialization;

namespace MeshLens.Core.Verdicts;

/// <summary>A source by kind. Each edge keeps many of them, so they are small; <see cref="Sources"/> has their names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SourceKind>))]
public enum SourceKind : byte
{
    /// <summary>The agents, in the kernel.</summary>
    [JsonStringEnumMemberName(Sources.Kernel)]
    Kernel,

    /// <summary>Access logs of proxies.</summary>
    [JsonStringEnumMemberName(Sources.AccessLog)]
    AccessLog,

    /// <summary>What proxies count.</summary>
    [JsonStringEnumMemberName(Sources.Metrics)]
    Metrics,

    /// <summary>What the control plane serves.</summary>
    [JsonStringEnumMemberName(Sources.Configuration)]
    Configuration,
}
