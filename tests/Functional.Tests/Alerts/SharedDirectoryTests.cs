using System.Net;
using System.Text;
using Functional.Tests.Rig;

namespace Functional.Tests.Alerts;

/// <summary>Two servers that know nothing of each other, over one data directory.</summary>
public sealed class SharedDirectoryTests
{
    private const string Rules = "rules: [{ name: of-the-first, class: network }]";

    [Fact]
    public async Task Rules_OfTwoServersOverOneDirectory_AreOfTheOneThatHasItAndOutliveIt()
    {
        using var directory = new TemporaryDirectory();
        List<string> start = ["server", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--data", directory.File("data")];
        await using var first = await ServerProcess.Start(start);
        await Eventually.Find("rules that are taken", async () => await Put(first, Rules) == HttpStatusCode.OK ? "taken" : null);

        await using var second = await ServerProcess.Start(start);
        await Eventually.Find("the second server's note", async () => await Notes(second, "Another server evaluates rules") ? "seen" : null);
        Assert.Equal(HttpStatusCode.Conflict, await Put(second, "rules: [{ name: of-the-second, class: network }]"));
        Assert.Contains("of-the-first", await Named(second), StringComparison.Ordinal);
        Assert.False(await Notes(first, "Another server"));

        await first.Process.Kill();
        await Eventually.Find("the second server alone", async () => await Notes(second, "Another server") ? null : "alone");
        Assert.Contains("of-the-first", await Named(second), StringComparison.Ordinal);
        await Eventually.Find("rules that the second takes", async () => await Put(second, "rules: [{ name: of-the-second, class: network }]") == HttpStatusCode.OK ? "taken" : null);
        Assert.DoesNotContain("of-the-first", await Named(second), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> Put(ServerProcess server, string rules)
    {
        using var content = new StringContent(rules, Encoding.UTF8, "application/yaml");
        using var answer = await server.Api.Http.PutAsync("/api/v1/alerts/rules", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<bool> Notes(ServerProcess server, string begin) =>
        (await server.Api.Get("/api/v1/alerts")).GetProperty("notes").EnumerateArray().Any(note => note.GetString()!.StartsWith(begin, StringComparison.Ordinal));

    private static async Task<string> Named(ServerProcess server) => (await server.Api.Get("/api/v1/alerts/rules")).GetRawText();
}
