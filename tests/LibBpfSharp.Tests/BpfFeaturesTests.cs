namespace LibBpfSharp.Tests;

public sealed class BpfFeaturesTests
{
    private const int MapLookup = 1;
    private const int ReserveRing = 131;
    private const int NoSuchHelper = 100_000;

    [RootFact]
    public void Supports_WhatThisKernelHas_IsTrue()
    {
        Assert.True(BpfFeatures.HasKernelBtf);
        Assert.True(BpfFeatures.Supports(BpfProgramType.SchedClassifier));
        Assert.True(BpfFeatures.Supports(BpfMapType.RingBuffer));
        Assert.True(BpfFeatures.SupportsHelper(BpfProgramType.RawTracepoint, ReserveRing));
        Assert.True(BpfFeatures.SupportsHelper(BpfProgramType.SchedClassifier, MapLookup));
    }

    [RootFact]
    public void SupportsHelper_Unknown_IsFalse() => Assert.False(BpfFeatures.SupportsHelper(BpfProgramType.SchedClassifier, NoSuchHelper));

    [RootFact]
    public void SupportsHelper_TypeThatCannotBeTried_Throws() =>
        Assert.Throws<BpfException>(() => BpfFeatures.SupportsHelper(BpfProgramType.Lsm, MapLookup));
}
