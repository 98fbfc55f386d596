using System.Numerics;
using MeshLens.Core.Histograms;

namespace MeshLens.Core.Tests.Histograms;

public sealed class BucketBoundariesTests
{
    // floor(10^9 * 2^(k/8)), by whole numbers alone: the eighth root of 10^72 * 2^k.
    private static BigInteger ExactFloor(int exponent)
    {
        var power = BigInteger.Pow(10, 72);
        power = exponent >= 0 ? power << exponent : power >> -exponent;
        BigInteger low = 0, high = BigInteger.Pow(10, 12);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = BigInteger.Pow(middle, 8) <= power ? (middle, high) : (low, middle);
        }

        return low;
    }

    [Fact]
    public void UpperBounds_AgainstWholeNumberRoots_AreExact()
    {
        for (var index = BucketBoundaries.MinIndex; index <= BucketBoundaries.MaxIndex; index++)
        {
            Assert.Equal(ExactFloor(index + 1), BucketBoundaries.UpperBoundNs(index));
        }
    }

    [Fact]
    public void LowerBound_OfTheFirstBucket_IsExact() =>
        Assert.Equal(ExactFloor(BucketBoundaries.MinIndex), BucketBoundaries.LowerBoundNs(BucketBoundaries.MinIndex));

    [Fact]
    public void IndexOf_AtAndAboveEachBoundary_ChangesBucket()
    {
        for (var index = BucketBoundaries.MinIndex; index < BucketBoundaries.MaxIndex; index++)
        {
            var bound = BucketBoundaries.UpperBoundNs(index);
            Assert.Equal(index, BucketBoundaries.IndexOf(bound));
            Assert.Equal(index + 1, BucketBoundaries.IndexOf(bound + 1));
        }
    }

    [Theory]
    [InlineData(0UL, BucketBoundaries.MinIndex)]
    [InlineData(1UL, BucketBoundaries.MinIndex)]
    [InlineData(1_000_000_000UL, -1)]
    [InlineData(1_000_000_001UL, 0)]
    [InlineData(128_000_000_000UL, BucketBoundaries.MaxIndex)]
    [InlineData(ulong.MaxValue, BucketBoundaries.MaxIndex)]
    public void IndexOf_KnownDurations_IsTheOtlpIndex(ulong durationNs, int expected) =>
        Assert.Equal(expected, BucketBoundaries.IndexOf(durationNs));

    [Fact]
    public void Representative_OfEveryBucket_IsWithinFivePercentOfItsMembers()
    {
        for (var index = BucketBoundaries.MinIndex + 1; index <= BucketBoundaries.MaxIndex; index++)
        {
            var value = BucketBoundaries.RepresentativeNs(index);
            Assert.InRange(value / (BucketBoundaries.LowerBoundNs(index) + 1), 0.95, 1.05);
            Assert.InRange(value / BucketBoundaries.UpperBoundNs(index), 0.95, 1.05);
        }
    }
}
