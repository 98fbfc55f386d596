using System.Numerics;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Exemplars;

/// <summary>
/// Chooses connections by bits of their id, so that both ends choose the same ones without talking: initial sequence numbers are
/// random, and what a coarser mask chooses, a finer one chooses too, so two nodes need not even agree on the rate.
/// </summary>
internal static class JoinSelection
{
    public static bool IsChosen(ConnectionId id, uint mask) =>
        (id.ClientIsn | id.ServerIsn) != 0 && ((id.ClientIsn ^ id.ServerIsn) & mask) == 0;

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
