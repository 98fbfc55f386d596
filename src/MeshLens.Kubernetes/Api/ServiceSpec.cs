using System.Text.Json.Serialization;

namespace MeshLens.Kubernetes.Api;

internal sealed record ServiceSpec
{
    [JsonPropertyName("clusterIP")]
    public string ClusterIp { get; set; } = "";

    [JsonPropertyName("clusterIPs")]
    public List<string?>? ClusterIps { get; set; }

    [JsonPropertyName("externalIPs")]
    public List<string?>? ExternalIps { get; set; }

    public List<ServicePortItem?>? Ports { get; set; }
}
