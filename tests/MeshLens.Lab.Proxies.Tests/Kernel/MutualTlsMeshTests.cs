using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Proxies.Encryption;
using MeshLens.Lab.Proxies.Patterns;
using MeshLens.Lab.Tests;

namespace MeshLens.Lab.Proxies.Tests.Kernel;

/// <summary>Proxies in mutual TLS with each other and out of step with each other, by what they count themselves.</summary>
public sealed class MutualTlsMeshTests
{
    // Nobody is there: proxies drop what they would log.
    private static readonly Uri NoAccessLogs = new("http://127.0.0.1:9");

    [KernelFact]
    public async Task Ends_InStepAndOutOfStep_CountWhatEnvoyWould()
    {
        await using var lab = await PatternLab.StartAsync(1, TestContext.Current.CancellationToken);
        var mesh = lab.Meshes[0];
        mesh.StartTraffic(NoAccessLogs);

        // Both ends speak it.
        mesh.Take(InboundTls.Permissive);
        Push(lab, new() { MutualTls = true, EndpointsTakeMutualTls = true });
        Assert.True(await Grows(lab, "reporter=\"destination\"", "response_code=\"200\"", "connection_security_policy=\"mutual_tls\""));

        // The caller's proxy speaks it, the destination's does not: connects fail in the handshake.
        mesh.Take(InboundTls.Disable);
        Assert.True(await Grows(lab, "reporter=\"source\"", "response_code=\"503\"", "response_flags=\"UF"));

        // The destination's takes nothing else, the caller's sends plaintext: connections end before an answer.
        mesh.Take(InboundTls.Strict);
        Push(lab, MeshSettings.Healthy);
        Assert.True(await Grows(lab, "reporter=\"source\"", "response_code=\"503\"", "response_flags=\"UC"));
    }

    private static void Push(PatternLab lab, MeshSettings settings) => lab.ControlPlane.Resources.Push(MeshResources.Of(lab.Meshes[0].Plan.Service, settings), []);

    /// <summary>Whether proxies go on counting requests with these labels, from now on.</summary>
    private static async Task<bool> Grows(PatternLab lab, params string[] labels)
    {
        const int enough = 20;
        var before = await Count(lab, labels);
        return await ServerView.UntilAsync(() => Count(lab, labels), now => now >= before + enough) >= before + enough;
    }

    private static async Task<long> Count(PatternLab lab, string[] labels)
    {
        using var http = new HttpClient();
        var texts = await Task.WhenAll(lab.Scrapes.Select(target => http.GetStringAsync(target, TestContext.Current.CancellationToken)));
        return texts.SelectMany(static text => text.Split('\n'))
            .Where(line => line.StartsWith("istio_requests_total{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
            .Sum(static line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
