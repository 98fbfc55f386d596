using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Benchmarks.Tracing;

/// <summary>SDKs that export as fast as they are answered, or at a pace, in a process of their own. Requests are encoded once.</summary>
internal static class TracingLoad
{
    public const string Verb = "tracing-load";

    /// <summary>A field that nobody knows, in front of the request: when it was sent, by the machine's monotonic clock.</summary>
    public const int SentAt = 100;

    private const int Senders = 8;
    private const int TagBytes = 2;
    private const int Tag = TagBytes + sizeof(long);

    /// <param name="args">Where to, and requests per second; zero for as many as are taken.</param>
    public static async Task RunAsync(string[] args)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Senders }) { BaseAddress = new(args[0]) };
        using var stop = new CancellationTokenSource();
        var ended = Task.Run(async () =>
        {
            // The server closes its end of the pipe when it has measured enough, or dies.
            await Console.In.ReadToEndAsync();
            await stop.CancelAsync();
        });
        var requests = Enumerable.Range(0, TracingMesh.Services).Select(TracingMesh.Request).ToArray();
        var pace = double.Parse(args[1], CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => SendAsync(client, requests, sender, pace / Senders, stop.Token)).Append(ended));
    }

    private static async Task SendAsync(HttpClient client, byte[][] requests, int sender, double perSecond, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var buffer = new byte[Tag + requests.Max(static request => request.Length)];
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var sentAt = await DueAsync(began, perSecond, number + ((double)sender / Senders));

            // What is under way is answered: a request that breaks off would be counted as lost.
            using var content = new ReadOnlyMemoryContent(Stamp(requests[((number * Senders) + sender) % requests.Length], sentAt, buffer));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            using var answer = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content, CancellationToken.None);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            }
        }
    }

    // A request that was due while the one before it still was under way counts from when it was due: a server that hesitates is not let off.
    private static async Task<long> DueAsync(long began, double perSecond, double number)
    {
        if (perSecond == 0)
        {
            return Stopwatch.GetTimestamp();
        }

        var due = began + (long)(number / perSecond * Stopwatch.Frequency);
        if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var early && early <= TimeSpan.Zero)
        {
            return due;
        }

        await Task.Delay(early, CancellationToken.None);
        return Stopwatch.GetTimestamp();
    }

    private static ReadOnlyMemory<byte> Stamp(byte[] request, long sentAt, byte[] buffer)
    {
        (buffer[0], buffer[1]) = (((SentAt << 3) & 0x7F) | 0x81, SentAt >> 4);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(TagBytes), sentAt);
        request.CopyTo(buffer, Tag);
        return buffer.AsMemory(0, Tag + request.Length);
    }
}
