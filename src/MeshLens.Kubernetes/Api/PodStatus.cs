using System.Text.Json.Serialization;

namespace MeshLens.Kubernetes.Api;

internal sealed record PodStatus
{
    public string Phase { get; set; } = "";

    // Camel case alone would look for "podIp".
    [JsonPropertyName("podIP")]
    public string PodIp { get; set; } = "";

    [JsonPropertyName("podIPs")]
    public List<IpItem?>? PodIps { get; set; }

    public List<Condition?>? Conditions { get; set; }
}
