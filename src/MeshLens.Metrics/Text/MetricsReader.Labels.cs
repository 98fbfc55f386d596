using System.Text.Unicode;

namespace MeshLens.Metrics.Text;

public ref partial struct MetricsReader
{
    /// <summary>Reads on behind the last label of the list.</summary>
    /// <returns>Behind the closing brace; negative after a mistake.</returns>
    private readonly int ReadLabels(int at, LabelList labels)
    {
        while (true)
        {
            at = SkipBlanks(at);
            if (at < _line.Length && _line[at] == ',' && labels.Count > 0)
            {
                at = SkipBlanks(at + 1);
            }
            else if (labels.Count > 0 && !(at < _line.Length && _line[at] == '}'))
            {
                return Fail(at, $"After a label there must be ',' or '}}', and there is {Found(at)}.");
            }

            if (at < _line.Length && _line[at] == '}')
            {
                return at + 1;
            }

            at = ReadLabel(at, labels);
            if (at < 0)
            {
                return at;
            }
        }
    }

    private readonly int ReadLabel(int at, LabelList labels)
    {
        var slot = new LabelSlot { NameStart = at, NameLength = Names.LabelLength(_line[at..]) };
        if (slot.NameLength == 0)
        {
            return Fail(at, $"A label name was expected, and there is {Found(at)}.");
        }

        at = SkipBlanks(at + slot.NameLength);
        if (at >= _line.Length || _line[at] != '=')
        {
            return Fail(at, $"After the name of a label there must be '=', and there is {Found(at)}.");
        }

        at = SkipBlanks(at + 1);
        if (at >= _line.Length || _line[at] != '"')
        {
            return Fail(at, $"The value of a label must begin with '\"', and there is {Found(at)}.");
        }

        slot.ValueStart = at + 1;
        return ReadLabelValue(ref slot) ? Add(slot, labels) : -1;
    }

    private readonly bool ReadLabelValue(ref LabelSlot slot)
    {
        var at = slot.ValueStart;
        while (true)
        {
            var length = _line[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (length < 0 || (_line[at + length] == '\\' && at + length + 1 >= _line.Length))
            {
                Fail(slot.ValueStart - 1, "The value of a label is not closed on its line.");
                return false;
            }

            at += length;
            if (_line[at] == '"')
            {
                break;
            }

            (at, slot.HasEscapes) = (at + 2, true);
        }

        slot.ValueLength = at - slot.ValueStart;
        if (!Utf8.IsValid(_line.Slice(slot.ValueStart, slot.ValueLength)))
        {
            Fail(slot.ValueStart, "The value of a label is not UTF-8.");
        }

        return _state.Error is null;
    }

    private readonly int Add(LabelSlot slot, LabelList labels)
    {
        var name = _line.Slice(slot.NameStart, slot.NameLength);
        var bit = 1UL << ((name[^1] ^ (slot.NameLength * 5)) & 63);
        var seen = labels.Count > 0 ? labels.Slots[^1].Seen : 0;
        if ((seen & bit) != 0 && !new LabelSet(_line, labels.Slots).Find(name).IsEmpty)
        {
            return Fail(slot.NameStart, $"The label {Shown(name)} stands there twice.");
        }

        slot.Seen = seen | bit;
        return labels.TryAdd(slot) ? slot.End : Fail(slot.NameStart, $"There are more than {LabelList.Maximum} labels.");
    }
}
