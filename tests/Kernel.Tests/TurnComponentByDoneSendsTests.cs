namespace Kernel.Tests;

/// <summary>The same where sends are told when they are done.</summary>
public sealed class TurnComponentByDoneSendsTests(ITestOutputHelper output) : TurnComponentTests(output)
{
    private protected override WatchShape Shape => WatchShape.DoneSends;
}
