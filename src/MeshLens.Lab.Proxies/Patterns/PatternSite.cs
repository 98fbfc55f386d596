using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>A mesh with proxies as one in which things break that nobody must be woken for on behalf of the network: its configuration.</summary>
internal static class PatternSite
{
    private const string Kind = "configuration";
    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(10);

    public static AlertSite Of(PatternMesh mesh, LabControlPlane controlPlane, Uri accessLogs) =>
        new(mesh.Plan.Calls, () => mesh.StartTraffic(accessLogs), mesh.RequireRunning, (seed, first, count) => Draw(mesh, controlPlane, seed, first, count));

    private static List<AlertScenario> Draw(PatternMesh mesh, LabControlPlane controlPlane, int seed, int first, int count)
    {
        var patterns = PatternCatalog.All.Where(static each => each.IsPattern).ToArray();
#pragma warning disable CA5394 // A schedule must be repeatable, not unguessable.
        var random = new Random(unchecked((seed * 31) + first));
        random.Shuffle(patterns);
        return [.. Enumerable.Range(0, count).Select(number => Scenario(mesh, controlPlane, patterns[number % patterns.Length], random.NextDouble() * LongestLead))];
#pragma warning restore CA5394
    }

    private static AlertScenario Scenario(PatternMesh mesh, LabControlPlane controlPlane, PatternCase pattern, TimeSpan lead) => new(
        Kind, $"{Kind} of {mesh.Plan.Service.Namespace}: {pattern.Name}", () => PatternInjection.Begin(mesh, controlPlane, pattern), AlertExpectation.Nothing, lead);
}
