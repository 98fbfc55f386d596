using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeshLens.Kubernetes.Api;

/// <summary>
/// One JSON value per line, as a watch sends them, each as soon as its line is whole. What is left of a line when the stream ends is
/// no value.
/// <code>{"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"a","resourceVersion":"7"}}}</code>
/// </summary>
internal static class JsonLines
{
    /// <summary>Bytes. A server stores no object of more than some 1.5 MB.</summary>
    private const int LongestLine = 8 << 20;

    /// <exception cref="ApiException">A line is not what it should be, or is too long.</exception>
    public static async IAsyncEnumerable<T> Read<T>(Stream stream, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        var reader = PipeReader.Create(stream);
        while (true)
        {
            var result = await ReadAsync(reader, cancellation);
            var buffer = result.Buffer;
            while (TryTake(ref buffer, type) is { } value)
            {
                yield return value;
            }

            if (buffer.Length > LongestLine)
            {
                throw new ApiException(ApiFault.Garbled, $"a line of a watch is longer than {LongestLine} bytes");
            }

            if (result.IsCompleted)
            {
                break;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }

        await reader.CompleteAsync();
    }

    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(cancellation);
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            throw new ApiException(ApiFault.Broken, cut.InnerException?.Message ?? cut.Message);
        }
    }

    private static T? TryTake<T>(ref ReadOnlySequence<byte> buffer, JsonTypeInfo<T> type)
        where T : class
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            return null;
        }

        var line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        try
        {
            var json = new Utf8JsonReader(line);
            return JsonSerializer.Deserialize(ref json, type) ?? throw new ApiException(ApiFault.Garbled, "a line of a watch is null");
        }
        catch (JsonException unreadable)
        {
            throw new ApiException(ApiFault.Garbled, $"a line of a watch cannot be read: {unreadable.Message}");
        }
    }
}
