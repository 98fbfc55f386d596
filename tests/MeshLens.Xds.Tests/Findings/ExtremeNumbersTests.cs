using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>What people write into manifests reaches the rules as it is: no number may end the judging of a mesh.</summary>
public sealed class ExtremeNumbersTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.MaxValue)]
    [InlineData(-1.0)]
    public void Judge_ARecordedMeshWithEveryNumberSo_FailsNever(double number)
    {
        foreach (var recording in ExpectedFinding.All.Select(static item => item.Recording).Distinct())
        {
            var snapshot = Recording.Load(recording).ToSnapshot();
            var model = ConfigurationModel.Of(Spoilt(snapshot, number), new(ViewKind.Own, "a-1.shop", "shop", "region-1", "zone-1", []), ControlPlaneFacts.None);

            var findings = RuleBook.Judge(model);

            Assert.All(findings, static finding => Assert.NotEmpty(finding.Summary));
            Assert.NotNull(ChangeLog.Empty.Then(ConfigurationModel.Of(snapshot), model, default));
        }
    }

    private static ResourceSnapshot Spoilt(ResourceSnapshot snapshot, double number)
    {
        foreach (var type in ResourceTypes.OfProxy)
        {
            snapshot = snapshot.With(type, snapshot.Of(type).Values.Select(item => KeyValuePair.Create(item.Name, type.Read(Any.Pack(Spoilt(item.Message, number)), "1").Resource!)));
        }

        return snapshot;
    }

    private static IMessage Spoilt(IMessage message, double number)
    {
        var copy = message.Descriptor.Parser.ParseFrom(message.ToByteArray());
        Spoil(copy, number);
        return copy;
    }

    private static void Spoil(IMessage message, double number)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !field.IsMap))
        {
            if (field.IsRepeated)
            {
                Spoil(field, (System.Collections.IList)field.Accessor.GetValue(message), number);
            }
            else if (field.FieldType != FieldType.Message)
            {
                SetNumber(message, field, number);
            }
            else if (field.Accessor.GetValue(message) is { } child)
            {
                field.Accessor.SetValue(message, Changed(field, child, number));
            }
        }
    }

    private static void Spoil(FieldDescriptor field, System.Collections.IList items, double number)
    {
        for (var index = 0; field.FieldType == FieldType.Message && index < items.Count; index++)
        {
            items[index] = Changed(field, items[index]!, number);
        }
    }

    // Wrapped numbers come as numbers, what extensions hold as bytes.
    private static object Changed(FieldDescriptor field, object child, double number) => child switch
    {
        uint => ToUInt32(number),
        ulong => ToUInt64(number),
        double => number,
        Duration => new Duration { Seconds = (long)Math.Clamp(number, -315_576_000_000, 315_576_000_000), Nanos = number < 0 ? -999_999_999 : 999_999_999 },
        Any any when Registry.Find(Any.GetTypeName(any.TypeUrl)) is { } known => Any.Pack(Spoilt(known.Parser.ParseFrom(any.Value), number)),
        IMessage message when !field.MessageType.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal) => Spoilt(message, number),
        _ => child,
    };

    private static TypeRegistry Registry { get; } = TypeRegistry.FromMessages(
        Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Descriptor,
        Envoy.Extensions.Filters.Network.TcpProxy.V3.TcpProxy.Descriptor,
        Envoy.Extensions.Filters.Http.Fault.V3.HTTPFault.Descriptor);

    private static void SetNumber(IMessage message, FieldDescriptor field, double number)
    {
        if (field.ContainingOneof is { } choice && choice.Accessor.GetCaseFieldDescriptor(message) != field)
        {
            return;
        }

        if (field.FieldType == FieldType.UInt32)
        {
            field.Accessor.SetValue(message, ToUInt32(number));
        }
        else if (field.FieldType == FieldType.UInt64)
        {
            field.Accessor.SetValue(message, ToUInt64(number));
        }
        else if (field.FieldType == FieldType.Double)
        {
            field.Accessor.SetValue(message, number);
        }
    }

    private static uint ToUInt32(double number) => number < 0 ? uint.MaxValue : (uint)Math.Min(number, uint.MaxValue);

    private static ulong ToUInt64(double number) => number < 0 || number >= ulong.MaxValue ? ulong.MaxValue : (ulong)number;
}
