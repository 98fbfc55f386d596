using System.Net;

namespace MeshLens.Metrics.Tests.Scraping;

/// <summary>Answers without a network, for more targets than a test has sockets.</summary>
internal sealed class StubHandler(Func<Uri, byte[]> answer) : HttpMessageHandler
{
    private int _running;

    /// <summary>The most that were asked at the same time.</summary>
    public int Most { get; private set; }

    /// <summary>Answers wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public List<Uri> Asked { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(request.RequestUri!);
            Most = Math.Max(Most, ++_running);
        }

        await Gate.WaitAsync(cancellationToken);
        lock (Asked)
        {
            _running--;
        }

        return new(HttpStatusCode.OK) { Content = new ByteArrayContent(answer(request.RequestUri!)) };
    }
}
