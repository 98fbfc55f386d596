using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Windows;

/// <summary>Numbers the causes an edge has seen, so that a window remembers one in a byte.</summary>
internal sealed class CauseTable
{
    private readonly List<Cause> _causes = [Cause.Undetermined, Cause.Healthy];

    public byte NumberOf(Cause cause)
    {
        var number = _causes.IndexOf(cause);
        if (number < 0 && _causes.Count <= byte.MaxValue)
        {
            number = _causes.Count;
            _causes.Add(cause);
        }

        // There are not 256 causes; if there ever are, an old window forgets which it was.
        return (byte)Math.Max(0, number);
    }

    public Cause CauseOf(byte number) => _causes[number];
}
