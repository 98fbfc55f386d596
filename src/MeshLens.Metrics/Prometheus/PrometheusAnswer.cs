using System.Buffers;
using System.Text.Json;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Prometheus;

/// <summary>Reads the answer to an instant query as it arrives, and hands on each series as a line of Prometheus text.</summary>
/// <remarks>
/// <code>
/// {"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"a","b":"c"},"value":[1435781451.781,"1"]},…]}}
/// {"status":"error","errorType":"bad_data","error":"…"}
/// </code>
/// A token is read with the fields above it alone, so what is new in between is passed over.
/// </remarks>
internal sealed class PrometheusAnswer(IMetricsHandler handler)
{
    private const int Longest = 64 * 1024;

    private readonly SeriesLine _series = new();
    private readonly MetricsReaderState _text = new(MetricsFormat.Prometheus);
    private readonly ArrayBufferWriter<byte> _lines = new(Longest);
    private JsonReaderState _json = new(new() { MaxDepth = 16 });
    private string _root = "";
    private string _data = "";
    private string _element = "";

    /// <summary><c>success</c>, <c>error</c>, or empty when it is no answer of a Prometheus.</summary>
    public string Status { get; private set; } = "";

    /// <summary>Why not.</summary>
    public string Error { get; private set; } = "";

    /// <summary><c>vector</c>, when the query was one of series.</summary>
    public string ResultType { get; private set; } = "";

    /// <summary>What is wrong with a series.</summary>
    public MetricsTextError? Mistake => _text.Error;

    /// <summary>Takes the next block; returns how much of it need not be shown again.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public int Take(ReadOnlySpan<byte> block, bool isFinal)
    {
        var reader = new Utf8JsonReader(block, isFinal, _json);
        while (reader.Read())
        {
            Take(ref reader);
        }

        _json = reader.CurrentState;
        HandOn();
        return (int)reader.BytesConsumed;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                Enter(ref reader);
                break;
            case JsonTokenType.String or JsonTokenType.Number:
                TakeValue(ref reader);
                break;
            case JsonTokenType.StartObject when reader.CurrentDepth == 3:
                _series.Begin();
                break;
            case JsonTokenType.EndObject when reader.CurrentDepth == 3 && IsInResult:
                _series.WriteTo(_lines);
                if (_lines.WrittenCount >= Longest / 2)
                {
                    HandOn();
                }

                break;
        }
    }

    private bool IsInResult => _root == "data" && _data == "result";

    private void Enter(ref Utf8JsonReader reader)
    {
        switch (reader.CurrentDepth)
        {
            case 1:
                _root = reader.GetString()!;
                break;
            case 2:
                _data = reader.GetString()!;
                break;
            case 4:
                _element = reader.GetString()!;
                break;
            case 5 when IsInResult && _element == "metric":
                _series.AddName(ref reader);
                break;
        }
    }

    private void TakeValue(ref Utf8JsonReader reader)
    {
        switch (reader.CurrentDepth)
        {
            case 1 when _root == "status":
                Status = Text(ref reader);
                break;
            case 1 when _root == "error":
                Error = Text(ref reader);
                break;
            case 2 when _root == "data" && _data == "resultType":
                ResultType = Text(ref reader);
                break;
            case 5 when IsInResult && _element == "metric":
                _series.AddValue(ref reader);
                break;
            case 5 when IsInResult && _element == "value" && reader.TokenType == JsonTokenType.String:
                _series.SetSample(ref reader);
                break;
        }
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";

    private void HandOn()
    {
        var reader = new MetricsReader(_lines.WrittenSpan, _text, isFinal: true);
        while (reader.Read())
        {
            handler.Take(reader);
        }

        _lines.ResetWrittenCount();
    }
}
