using System.Text.Json.Nodes;

namespace MeshLens.Kubernetes.Tests.FakeApi;

/// <summary>Objects as an API server writes them, with fields that nobody here reads.</summary>
internal static class FakeObjects
{
    public const string Pods = "/api/v1/pods";
    public const string Services = "/api/v1/services";
    public const string Slices = "/apis/discovery.k8s.io/v1/endpointslices";
    public const string Nodes = "/api/v1/nodes";

    public const string Namespaces = "/api/v1/namespaces";

    public static Guid UidOf(string name) => new(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(name)));

    public static JsonObject Pod(string name, string ip, string node = "n1", string extra = "", string phase = "Running", string meta = "") => Parse($$$"""
        {"metadata":{"name":"{{{name}}}","namespace":"shop","uid":"{{{UidOf(name)}}}","managedFields":[{"manager":"x"}]{{{meta}}}},
         "spec":{"nodeName":"{{{node}}}","containers":[{"name":"c","image":"i"}]{{{extra}}}},
         "status":{"phase":"{{{phase}}}","hostIP":"172.16.0.1","podIP":"{{{ip}}}","podIPs":[{"ip":"{{{ip}}}"}],"conditions":[{"type":"Ready","status":"True"}]}}
        """);

    /// <summary>Of a Deployment, as its pods are.</summary>
    public static JsonObject Replica(string deployment, string ip, string node = "n1") => Pod($"{deployment}-7d9f-abcde", ip, node, meta:
        $$$""","labels":{"pod-template-hash":"7d9f"},"ownerReferences":[{"kind":"ReplicaSet","name":"{{{deployment}}}-7d9f","controller":true}]""");

    public static JsonObject Service(string name, string ip, int port, int nodePort = 0, string portName = "http") => Parse($$$"""
        {"metadata":{"name":"{{{name}}}","namespace":"shop"},
         "spec":{"clusterIP":"{{{ip}}}","clusterIPs":["{{{ip}}}"],"type":"ClusterIP",
                 "ports":[{"name":"{{{portName}}}","protocol":"TCP","port":{{{port}}},"targetPort":"web","nodePort":{{{nodePort}}} },{"name":"dns","protocol":"UDP","port":53}]},
         "status":{"loadBalancer":{} } }
        """);

    public static JsonObject Slice(string service, int port, params string[] pods) => Parse($$$"""
        {"metadata":{"name":"{{{service}}}-x","namespace":"shop","labels":{"kubernetes.io/service-name":"{{{service}}}"}},"addressType":"IPv4",
         "endpoints":[{{{string.Join(',', pods.Select(Endpoint))}}}],
         "ports":[{"name":"http","port":{{{port}}},"protocol":"TCP"}]}
        """);

    private static string Endpoint(string pod) => $$$"""{"addresses":["10.0.0.99"],"targetRef":{"kind":"Pod","namespace":"shop","name":"{{{pod}}}"}}""";

    public static JsonObject OutsideSlice(string service, int port, string address) => Parse($$$"""
        {"metadata":{"name":"{{{service}}}-x","namespace":"shop","labels":{"kubernetes.io/service-name":"{{{service}}}"}},"addressType":"IPv4",
         "endpoints":[{"addresses":["{{{address}}}"]}],"ports":[{"name":"http","port":{{{port}}},"protocol":"TCP"}]}
        """);

    public static JsonObject Namespace(string name, string labels) => Parse($$$"""{"metadata":{"name":"{{{name}}}","labels":{{{labels}}} } }""");

    public static JsonObject Node(string name, string ip, string zone) => Parse($$$"""
        {"metadata":{"name":"{{{name}}}","labels":{"topology.kubernetes.io/region":"r","topology.kubernetes.io/zone":"{{{zone}}}"}},
         "status":{"addresses":[{"type":"InternalIP","address":"{{{ip}}}"},{"type":"Hostname","address":"{{{name}}}"}]}}
        """);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
