using System.Text;
using CsCheck;
using MeshLens.Agent.Pressure;

namespace MeshLens.Agent.Tests.Pressure;

public sealed class PressureParsersTests
{
    private static byte[] Create(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void SchedStat_Line_HasCpuAndWait()
    {
        Assert.True(SchedStat.TryParse(Create("38402179 1204511 87\n"), out var stat));
        Assert.Equal(new SchedStat(38402179, 1204511), stat);
    }

    [Theory]
    [InlineData("")]
    [InlineData("38402179\n")]
    [InlineData("38402179 x\n")]
    [InlineData("99999999999999999999 1 1\n")]
    public void SchedStat_Unusable_SaysNo(string text) => Assert.False(SchedStat.TryParse(Create(text), out _));

    [Fact]
    public void CpuThrottling_Unified_IsMicroseconds()
    {
        var text = "usage_usec 90\nuser_usec 1\nnr_periods 1204\nnr_throttled 17\nthrottled_usec 804111\nnr_bursts 0\n";

        Assert.Equal(new CpuThrottling(17, 804_111_000), CpuThrottling.Parse(Create(text)));
    }

    [Fact]
    public void CpuThrottling_Legacy_IsNanoseconds()
    {
        var text = "nr_periods 1204\nnr_throttled 17\nthrottled_time 804111000\n";

        Assert.Equal(new CpuThrottling(17, 804_111_000), CpuThrottling.Parse(Create(text)));
    }

    [Fact]
    public void CpuThrottling_WithoutQuota_IsNothing()
    {
        Assert.Equal(default, CpuThrottling.Parse(Create("usage_usec 90\nuser_usec 1\n")));
    }

    [Fact]
    public void StallTotal_Some_IsFound()
    {
        var text = "some avg10=1.53 avg60=0.87 avg300=0.22 total=68217341\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=5\n";

        Assert.True(StallTotal.TryParse(Create(text), out var total));
        Assert.Equal(68_217_341ul, total);
    }

    [Theory]
    [InlineData("")]
    [InlineData("full avg10=0.00 avg60=0.00 avg300=0.00 total=5\n")]
    [InlineData("some avg10=0.00\n")]
    [InlineData("some avg10=0.00 total=\n")]
    [InlineData("some avg10=0.00 total=5x\n")]
    public void StallTotal_Unusable_SaysNo(string text) => Assert.False(StallTotal.TryParse(Create(text), out _));

    [Fact]
    public void Parsers_Garbage_NeverThrow() =>
        Gen.String[Gen.Char["some total=avg10 nr_throttled_usec time\n0123456789"], 0, 200].Sample(text =>
        {
            SchedStat.TryParse(Create(text), out _);
            CpuThrottling.Parse(Create(text));
            StallTotal.TryParse(Create(text), out _);
        });

    [Fact]
    public void SchedStat_AnyNumbers_RoundTrip() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((cpu, wait) =>
            SchedStat.TryParse(Create($"{cpu} {wait} 3\n"), out var stat) && stat == new SchedStat(cpu, wait));
}
