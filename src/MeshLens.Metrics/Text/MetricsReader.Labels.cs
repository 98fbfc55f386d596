using System.Text.Unicode;

namespace MeshLens.Metrics.Text;

public ref partial struct MetricsReader
{
    /// <summary>Reads on behind the last label of the list.</summary>
    /// <returns>Behind the closing brace; negative after a mistake.</returns>
    /// <param name="origin">From where the places of labels are counted.</param>
    private readonly int ReadLabels(int at, LabelList labels, int origin)
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

            at = ReadLabel(at, labels, origin);
            if (at < 0)
            {
                return at;
            }
        }
    }

    private readonly int ReadLabel(int at, LabelList labels, int origin)
    {
        var slot = new LabelSlot { NameStart = at - origin, NameLength = Names.LabelLength(_line[at..]) };
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

        var end = EndOfValue(at + 1, ref slot);
        slot.ValueStart = at + 1 - origin;
        slot.ValueLength = end - at - 1;
        return end < 0 ? end : Add(slot, labels, origin);
    }

    /// <returns>Where the closing quote is; negative after a mistake.</returns>
    private readonly int EndOfValue(int start, ref LabelSlot slot)
    {
        for (var at = start; ; at += 2)
        {
            var length = _line[at..].IndexOfAny((byte)'"', (byte)'\\');
            at += length;
            if (length < 0 || (_line[at] == '\\' && at + 1 >= _line.Length))
            {
                return Fail(start - 1, "The value of a label is not closed on its line.");
            }

            if (_line[at] == '"')
            {
                return Utf8.IsValid(_line[start..at]) ? at : Fail(start, "The value of a label is not UTF-8.");
            }

            slot.HasEscapes = true;
        }
    }

    private readonly int Add(LabelSlot slot, LabelList labels, int origin)
    {
        var name = _line.Slice(origin + slot.NameStart, slot.NameLength);
        var bit = 1UL << ((name[^1] ^ (slot.NameLength * 5)) & 63);
        var seen = labels.Count > 0 ? labels.Slots[^1].Seen : 0;
        if ((seen & bit) != 0 && new LabelSet(_line[origin..], labels.Slots).Has(name))
        {
            return Fail(origin + slot.NameStart, $"The label {Shown(name)} stands there twice.");
        }

        slot.Seen = seen | bit;
        return labels.TryAdd(slot) ? origin + slot.End : Fail(origin + slot.NameStart, $"There are more than {LabelList.Maximum} labels.");
    }
}
