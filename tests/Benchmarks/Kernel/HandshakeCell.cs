using System.Globalization;

namespace Benchmarks.Kernel;

/// <summary>One kind of handshake.</summary>
/// <param name="Version">Of IP: 4 or 6.</param>
/// <param name="Blocking">Whether connect waits.</param>
/// <param name="DelayMs">The path's round trip.</param>
internal readonly record struct HandshakeCell(int Version, bool Blocking, double DelayMs)
{
    public static IEnumerable<HandshakeCell> All =>
        from version in (int[])[4, 6]
        from blocking in (bool[])[true, false]
        from delay in (double[])[0, 5, 50]
        select new HandshakeCell(version, blocking, delay);

    // What takes longer is made less often, and still often enough for a per cent.
    public int Handshakes => DelayMs > 10 ? 100 : 300;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"IPv{Version} {(Blocking ? "blocking" : "non-blocking")} {DelayMs} ms");
}
