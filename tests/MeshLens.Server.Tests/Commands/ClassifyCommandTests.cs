using System.Text.Json;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Server.Commands;

namespace MeshLens.Server.Tests.Commands;

public sealed class ClassifyCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_ASnapshot_IsWhatWasSaved()
    {
        File.WriteAllText(_file, Saved("payments"));

        Assert.Equal("payments", Assert.Single(SnapshotFile.Read(_file)).Edge.DestinationName);
    }

    [Fact]
    public void Read_ARecording_IsOneEachLine()
    {
        File.WriteAllText(_file, $"{Saved("payments")}\n{Saved("orders")}\n");

        Assert.Equal(["payments", "orders"], SnapshotFile.Read(_file).Select(static snapshot => snapshot.Edge.DestinationName));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{\"edge\":", "does not hold snapshots")]
    [InlineData("[]", "does not hold snapshots")]
    [InlineData("{}", "does not hold snapshots")]
    [InlineData("{\"edge\": null}", "does not hold snapshots")]
    [InlineData("{\"edge\": {\"cluster\": \"a\"}, \"legs\": null}", "does not hold snapshots")]
    [InlineData("slow.json", "does not hold snapshots")]
    [InlineData("{\"legs\": [{\"leg\": \"nowhere\"}]}", "does not hold snapshots")]
    public void Read_SomethingElse_SaysSoAndWhatToDo(string text, string said)
    {
        File.WriteAllText(_file, text);

        var message = Assert.ThrowsAny<IOException>(() => SnapshotFile.Read(_file)).Message;

        Assert.Contains(_file, message, StringComparison.Ordinal);
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Contains("meshlens snapshot", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_NoSuchFile_IsMisuse() =>
        Assert.Equal(ExitCodes.Misuse, await CommandLine.Create().Parse(["classify", $"{_file}.gone"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task Invoke_AnEdgeThatIsNotHealthy_EndsWithItsExitCodeWhenAsked()
    {
        await File.WriteAllTextAsync(_file, Saved("payments"), TestContext.Current.CancellationToken);

        Assert.Equal(
            ExitCodes.NotHealthy,
            await CommandLine.Create().Parse(["classify", _file, "--exit-code"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    private static string Saved(string destination) =>
        JsonSerializer.Serialize(new EdgeSnapshot { Edge = new("k8s1", "shop", "frontend", "shop", destination, 8080), Window = 170_000_000 }, SnapshotJson.Default.EdgeSnapshot);
}
