using System.Diagnostics;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition.Scraping;

/// <summary>Answers <c>GET /metrics</c>.</summary>
internal sealed class MetricsEndpoint(Scrape scrape, ExpositionInstruments instruments, IOptions<ExpositionOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Value.MaxScrapes);

    public static void Map(IEndpointRouteBuilder app)
    {
        var endpoint = app.ServiceProvider.GetRequiredService<MetricsEndpoint>();
        app.MapGet("/metrics", endpoint.Answer).WithTags("Metrics").ExcludeFromDescription();
    }

    public void Dispose() => _places.Dispose();

    private async Task Answer(HttpContext context)
    {
        if (!await _places.WaitAsync(0, context.RequestAborted))
        {
            instruments.Refused();
            context.Response.Headers.RetryAfter = "5";
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            await Write(context);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task Write(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var format = Negotiation.Choose(context.Request.Headers.Accept);
        context.Response.ContentType = Negotiation.ContentTypeOf(format);
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        if (TakesGzip(context.Request))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await scrape.Write(format, packed, context.RequestAborted);
        }
        else
        {
            await scrape.Write(format, context.Response.Body, context.RequestAborted);
        }

        instruments.Scraped(Stopwatch.GetElapsedTime(started));
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(static encoding =>
            encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);
}
