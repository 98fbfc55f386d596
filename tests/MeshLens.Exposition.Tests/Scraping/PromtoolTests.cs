using System.Diagnostics;
using MeshLens.Core.Edges;
using MeshLens.Exposition.Tests.Rig;

namespace MeshLens.Exposition.Tests.Scraping;

public sealed class PromtoolTests
{
    [Fact]
    public async Task Check_WhatAServerShows_IsAccepted()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "promtool is not installed: .ci/install test.");
        await using var server = await FedServer.StartAsync();
        await server.Close(new("east", "shop", "web", "shop", "cart", 8080), refused: 3);
        var (type, body) = await server.Scrape("text/plain;version=0.0.4");

        using var promtool = Process.Start(new ProcessStartInfo("/usr/bin/promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await promtool.StandardInput.BaseStream.WriteAsync(body, TestContext.Current.CancellationToken);
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
            + await promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/plain", type);
        Assert.True(promtool.ExitCode == 0 && said.Length == 0, said);
    }
}
