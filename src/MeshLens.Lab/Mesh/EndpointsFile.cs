using System.Text.Json;

namespace MeshLens.Lab.Mesh;

/// <summary>Writes the map from address to service that the MeshLens server reads, since no cluster names these addresses.</summary>
public static class EndpointsFile
{
    /// <summary>The map as JSON.</summary>
    /// <example>
    /// <code>{"endpoints":[{"address":"10.77.0.11","port":8080,"namespace":"shop","name":"frontend","kind":"service"}]}</code>
    /// </example>
    public static string Format(params IEnumerable<MeshPlan> plans)
    {
        var file = new EndpointMap([.. plans.SelectMany(Entries)]);
        return JsonSerializer.Serialize(file, EndpointMapJson.Default.EndpointMap);
    }

    /// <summary>Writes the map.</summary>
    public static void Write(string path, params IEnumerable<MeshPlan> plans) => File.WriteAllText(path, Format(plans));

    internal static IEnumerable<EndpointEntry> Entries(MeshPlan plan) =>
        from instance in plan.Instances
        from address in new[] { instance.V4, instance.V6 }
        from port in Ports(instance)
        select new EndpointEntry
        {
            Address = address.ToString(),
            Port = port,
            Namespace = plan.Namespace,
            Name = instance.Service,
            Kind = port is null ? "workload" : "service",
            Node = plan.NodeOf(instance).Name is { Length: > 0 } node ? node : null,
        };

    /// <summary>An address as the one who calls, and, unless it only calls, as the one who is called.</summary>
    private static int?[] Ports(Instance instance) => instance.Spec.Port == 0 ? [null] : [null, instance.Spec.Port];
}
