using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using MeshLens.Tracing.Tests.Rig;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace MeshLens.Tracing.Tests.EndToEnd;

/// <summary>Backends whose certificates are of an authority that no system knows.</summary>
public sealed class PrivateAuthorityTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;

    public PrivateAuthorityTests()
    {
        var (certificate, key) = _authority.Issue("127.0.0.1");
        _certificate = X509Certificate2.CreateFromPemFile(certificate, key);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Backend_OfAnAuthorityThatIsNamed_GetsWhatIsSent(bool isGrpc)
    {
        await using var backend = await ReceivingBackend.StartAsync(_certificate);
        await using var hop = await Create(backend, isGrpc, _authority.AuthorityFile);

        await Send(hop);
        await Until.True(() => hop.Counts.Spans(TracingCount.Delivered) == 1, Cancellation);

        Assert.Equal((Uri.UriSchemeHttps, Uri.UriSchemeHttps), (backend.Http.Scheme, backend.Grpc.Scheme));
        Assert.Equal(isGrpc, Assert.Single(backend.Received).ContentType == "application/grpc");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Backend_OfAnAuthorityThatIsNotNamed_GetsNothing(bool isGrpc)
    {
        await using var backend = await ReceivingBackend.StartAsync(_certificate);
        using var other = new TestAuthority();
        await using var hop = await Create(backend, isGrpc, other.AuthorityFile);

        await Send(hop);
        await Until.True(() => hop.Counts.Requests(TracingCount.Again) > 1 && hop.Notes.Any(), Cancellation);

        Assert.Empty(backend.Received);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _authority.Dispose();
    }

    private static Task<Hop> Create(ReceivingBackend backend, bool isGrpc, string authorities) => Hop.StartAsync(options =>
    {
        (options.Http, options.Grpc) = isGrpc ? (null, backend.Grpc) : (backend.Http, (Uri?)null);
        (options.AuthorityFile, options.DrainFor) = (authorities, TimeSpan.Zero);
    });

    private static async Task Send(Hop hop)
    {
        using var channel = GrpcChannel.ForAddress(hop.Grpc);
        await new TraceService.TraceServiceClient(channel).ExportAsync(ExportTraceServiceRequest.Parser.ParseFrom(Spans.Called), cancellationToken: Cancellation);
    }
}
