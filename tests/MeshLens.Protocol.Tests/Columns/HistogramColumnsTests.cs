using CsCheck;
using Google.Protobuf;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;

namespace MeshLens.Protocol.Tests.Columns;

public sealed class HistogramColumnsTests
{
    private static readonly Gen<(uint Flow, Signal Signal, ulong[] Durations)[]> Rows =
        Gen.Select(Gen.UInt, Gen.Enum<Signal>().Where(signal => signal != Signal.None), Gen.ULong[0, 200_000_000_000].Array[1, 20])
            .Array[0, 12];

    [Fact]
    public void Append_AnyRows_ReadBackEqualOverTheWire() => Rows.Sample(rows =>
    {
        var columns = new HistogramColumns();
        foreach (var (flow, signal, durations) in rows)
        {
            columns.Append(flow, signal, Of(durations));
        }

        var read = ReadAll(HistogramColumns.Parser.ParseFrom(columns.ToByteArray()));

        Assert.Equal(rows.Length, read.Count);
        foreach (var (row, expected) in read.Zip(rows))
        {
            var histogram = Of(expected.Durations);
            Assert.Equal((expected.Flow, expected.Signal, ColumnFault.None), (row.Flow, row.Signal, row.Fault));
            Assert.Equal((histogram.Count, histogram.SumNs, histogram.MaxNs), (row.Gained.Count, row.Gained.SumNs, row.Gained.MaxNs));
            Assert.Equal(histogram.Occupied, row.Gained.Occupied);
        }
    });

    [Theory]
    [InlineData(nameof(HistogramColumns.Flow))]
    [InlineData(nameof(HistogramColumns.Signal))]
    [InlineData(nameof(HistogramColumns.Count))]
    [InlineData(nameof(HistogramColumns.SumNs))]
    [InlineData(nameof(HistogramColumns.MaxNs))]
    [InlineData(nameof(HistogramColumns.BucketCount))]
    [InlineData(nameof(HistogramColumns.BucketIndex))]
    [InlineData(nameof(HistogramColumns.BucketValue))]
    public void TryOpen_OneColumnLonger_IsUnequal(string column)
    {
        var columns = Create();
        Lengthen(columns, column);

        Assert.False(HistogramReader.TryOpen(columns, out _, out var fault));
        Assert.Equal(ColumnFault.UnequalColumns, fault);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(3u)]
    [InlineData(uint.MaxValue)]
    public void TryOpen_BucketCountDoesNotFit_IsOverrun(uint count)
    {
        var columns = Create();
        columns.BucketCount[0] = count;

        Assert.False(HistogramReader.TryOpen(columns, out _, out var fault));
        Assert.Equal(ColumnFault.BucketOverrun, fault);
    }

    [Fact]
    public void MoveNext_UnknownSignal_FaultsThatRowAlone()
    {
        var columns = Create();
        columns.Append(2, Signal.Turn, Of([1_000_000]));
        columns.Signal[0] = 200;

        Assert.Equal([ColumnFault.UnknownSignal, ColumnFault.None], ReadAll(columns).Select(row => row.Fault));
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(BucketBoundaries.MinIndex - 1)]
    [InlineData(BucketBoundaries.MaxIndex + 1)]
    [InlineData(int.MaxValue)]
    public void MoveNext_BucketBeyondTheTable_Faults(int index)
    {
        var columns = Create();
        columns.BucketIndex[0] = index;

        Assert.Equal(ColumnFault.BucketOutOfRange, Assert.Single(ReadAll(columns)).Fault);
    }

    [Fact]
    public void MoveNext_SumOfMoreThanADayEach_IsAbsurd()
    {
        var columns = Create();
        columns.SumNs[0] = ulong.MaxValue;

        Assert.Equal(ColumnFault.AbsurdValue, Assert.Single(ReadAll(columns)).Fault);
    }

    [Fact]
    public void MoveNext_NoSample_IsEmpty()
    {
        var columns = Create();
        columns.BucketValue[0] = columns.BucketValue[1] = 0;

        Assert.Equal(ColumnFault.EmptyRow, Assert.Single(ReadAll(columns)).Fault);
    }

    [Fact]
    public void Reader_RandomColumns_NeverThrows() =>
        Gen.Select(Numbers(), Numbers(), Numbers(), Numbers(), Numbers(), Gen.Int.Array[0, 6], Numbers())
            .Sample((flow, signal, sum, bucketCount, count, index, value) =>
            {
                var columns = new HistogramColumns
                {
                    Flow = { flow },
                    Signal = { signal },
                    Count = { count },
                    SumNs = { sum.Select(n => n * 7_919UL) },
                    MaxNs = { sum.Select(n => (ulong)n) },
                    BucketCount = { bucketCount },
                    BucketIndex = { index },
                    BucketValue = { value },
                };

                ReadAll(columns);
            });

    private static Gen<uint[]> Numbers() =>
        Gen.Frequency((3, Gen.UInt[0, 3]), (1, Gen.UInt)).Array[0, 6];

    private static HistogramColumns Create()
    {
        var columns = new HistogramColumns();
        columns.Append(1, Signal.Handshake, Of([50_000, 4_000_000]));
        return columns;
    }

    private static ExponentialHistogram Of(ulong[] durations)
    {
        var histogram = new ExponentialHistogram();
        foreach (var duration in durations)
        {
            histogram.Record(duration);
        }

        return histogram;
    }

    private static void Lengthen(HistogramColumns columns, string column)
    {
        switch (typeof(HistogramColumns).GetProperty(column)!.GetValue(columns))
        {
            case IList<uint> numbers: numbers.Add(1); break;
            case IList<ulong> numbers: numbers.Add(1); break;
            case IList<int> numbers: numbers.Add(1); break;
        }
    }

    private static List<(uint Flow, Signal Signal, ColumnFault Fault, ExponentialHistogram Gained)> ReadAll(HistogramColumns columns)
    {
        var read = new List<(uint, Signal, ColumnFault, ExponentialHistogram)>();
        if (!HistogramReader.TryOpen(columns, out var reader, out _))
        {
            return read;
        }

        while (reader.MoveNext())
        {
            var row = reader.Current;
            var gained = new ExponentialHistogram();
            gained.Add(row.BucketIndex, row.BucketValue, row.SumNs, row.MaxNs);
            read.Add((row.Flow, row.Signal, reader.Fault, gained));
        }

        return read;
    }
}
