using Microsoft.Extensions.Options;

namespace MeshLens.Otlp;

/// <summary>Lets so many requests in at once. A request that finds no place is told to come again, before its body is read.</summary>
internal sealed class OtlpGate(IOptions<OtlpOptions> options)
{
    private int _inside;

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= options.Value.MaximumRequests)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}
