using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace MeshLens.Tracing.Edges;

/// <summary>What is told about one span: places in the request, nothing of it copied.</summary>
[InlineArray(Count)]
internal struct Facts
{
    public const int Count = (int)Fact.Annotated + 1;

    private Place _first;

    public void Text(Fact fact, int from, int length) => this[(int)fact] = new(from, length, 0);

    /// <param name="number">Zero tells nothing.</param>
    public void Number(Fact fact, long number) => this[(int)fact] = number == 0 ? default : new(0, 1, number);

    /// <summary>The text of the first fact that is told; empty when none is.</summary>
    public readonly ReadOnlySpan<byte> Text(ReadOnlySpan<byte> request, Fact fact, Fact otherwise = Fact.None)
    {
        var place = this[(int)fact];
        place = place.IsThere ? place : this[(int)otherwise];
        return place.IsThere && place.Number == 0 ? place.Of(request) : [];
    }

    /// <summary>The port by the first fact that is told, as a number or a text; zero when none is.</summary>
    public readonly int Port(ReadOnlySpan<byte> request, Fact fact, Fact otherwise = Fact.None, Fact last = Fact.None)
    {
        var place = this[(int)fact];
        place = place.IsThere ? place : this[(int)otherwise];
        place = place.IsThere ? place : this[(int)last];
        var port = !place.IsThere ? 0
            : place.Number != 0 ? place.Number
            : Utf8Parser.TryParse(place.Of(request), out int read, out var used) && used == place.Length ? read
            : 0;
        return port is > 0 and <= ushort.MaxValue ? (int)port : 0;
    }
}
