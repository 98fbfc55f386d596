using System.Globalization;

namespace Kernel.Tests;

/// <summary>One part of a turn, in milliseconds.</summary>
/// <param name="Name">Which.</param>
/// <param name="Application">By the application's clock.</param>
/// <param name="Kernel">As the kernel saw it.</param>
internal sealed record TurnComponent(string Name, double Application, double Kernel)
{
    /// <summary>Within max(5 %, 0.2 ms).</summary>
    public bool IsWithin => Math.Abs(Kernel - Application) <= Math.Max(Application * 0.05, 0.2);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: application {Application:F3} ms, kernel {Kernel:F3} ms");
}
