using System.Runtime.CompilerServices;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.AccessLogs.Logs;

/// <summary>The examples of OTLP's own repository, sent over HTTP and held against what a person read from them.</summary>
public sealed class OtlpExampleTests
{
    public static TheoryData<string> Examples => [.. Rows().Select(static row => row.Split('\t')[0])];

    [Theory, MemberData(nameof(Examples))]
    public async Task Post_AnExample_IsReadAndCountedAsAPersonReadsIt(string name)
    {
        var row = Rows().Single(row => row.StartsWith(name + '\t', StringComparison.Ordinal)).Split('\t');
        var json = await File.ReadAllBytesAsync(PublicData.File("opentelemetry-proto", "examples", name), TestContext.Current.CancellationToken);
        await using var server = await IngestServer.StartAsync();
        using var client = new HttpClient();
        using var content = new ByteArrayContent(json);
        content.Headers.ContentType = new("application/json");

        using var response = await client.PostAsync(new Uri(server.OtlpAddress, "/v1/logs"), content, TestContext.Current.CancellationToken);

        Assert.Equal("{}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var counts = server.AccessLogs;
        await UntilAsync(() => counts.Received == counts.Taken + counts.AllShed && $"{counts.UnknownAttributes}" == row[3]);
        Assert.Equal(
            (row[1], row[2], row[3]),
            ($"{counts.Received}", $"{counts.Received - counts.Shed(AccessLogShed.NoAccessLog)}", $"{counts.UnknownAttributes}"));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isSo() && !limit.IsCancellationRequested)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static IEnumerable<string> Rows([CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "Expected", "otlp-examples.tsv")).Where(static line => line.Length > 0 && line[0] != '#');
}
