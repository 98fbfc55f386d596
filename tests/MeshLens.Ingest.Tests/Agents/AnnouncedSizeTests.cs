using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.Agents;

/// <summary>Alone, because whatever runs beside it allocates as well.</summary>
[Collection(nameof(AnnouncedSizeTests))]
[CollectionDefinition(nameof(AnnouncedSizeTests), DisableParallelization = true)]
public sealed class AnnouncedSizeTests
{
    private const long MostAllocated = 100 << 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_AGigabyteAnnounced_IsRefusedBeforeItIsRead()
    {
        await using var server = await IngestServer.StartAsync();
        using var http = new HttpClient();
        byte[] prefix = [0, 0x40, 0, 0, 0];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/meshlens.v1.AgentIngest/Report"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([.. prefix, .. new byte[4096]]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.ParseAdd("trailers");
        var before = GC.GetTotalAllocatedBytes();

        using var response = await http.SendAsync(request, Cancellation);
        await response.Content.ReadAsByteArrayAsync(Cancellation);

        var status = response.TrailingHeaders.Concat(response.Headers).First(header => header.Key == "grpc-status").Value.Single();
        Assert.Equal(((int)StatusCode.ResourceExhausted).ToString(null, null), status);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MostAllocated);
    }
}
