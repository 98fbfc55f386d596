using System.Numerics;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Exemplars;

/// <summary>
/// Chooses connections by bits of their id, so that both ends choose the same ones without talking: initial sequence numbers are
/// random, and what a coarser mask chooses, a finer one chooses too, so two nodes need not even agree on the rate.
/// </summary>
internal static class JoinSelection
{
    /// <summary>The mask that chooses every connection that has an id.</summary>
    public const uint Everything = 0;

    public static bool IsChosen(ConnectionId id, uint mask) =>
        (id.ClientIsn | id.ServerIsn) != 0 && ((id.ClientIsn ^ id.ServerIsn) & mask) == 0;

    /// <summary>Moves what a coarser mask still chooses to the front.</summary>
    /// <returns>How many those are.</returns>
    public static int Thin(Span<Exemplar> chosen, uint mask)
    {
        var kept = 0;
        foreach (var exemplar in chosen)
        {
            if (IsChosen(exemplar.Id, mask))
            {
                chosen[kept++] = exemplar;
            }
        }

        return kept;
    }

    /// <summary>The mask that leaves at most <paramref name="wanted"/> of <paramref name="perSecond"/> connection ends.</summary>
    public static uint MaskFor(double perSecond, int wanted)
    {
        if (wanted == 0)
        {
            return uint.MaxValue;
        }

        var share = (uint)Math.Clamp(Math.Ceiling(perSecond / wanted), 1, 1 << 20);
        return BitOperations.RoundUpToPowerOf2(share) - 1;
    }
}
