using MeshLens.Server.Commands;

namespace MeshLens.Server.Tests.Commands;

public sealed class MeshDoctorTests
{
    [Fact]
    public async Task Run_NoServer_SaysSoAndWhatToAsk()
    {
        using var writer = new StringWriter();

        await MeshDoctor.Run(new("http://127.0.0.1:1"), writer, TestContext.Current.CancellationToken);

        Assert.Contains("'meshlens mesh --server URL'", writer.ToString(), StringComparison.Ordinal);
    }
}
