namespace RoverRaman.Training.Peaks;

/// <summary>A maximum of the wavelet transform followed from broad to narrow widths (Du, Kibbe, Lin, Bioinformatics 22, 2006, 2059).</summary>
sealed class RidgeLine(int row, int column)
{
    /// <summary>Row of the narrowest width reached.</summary>
    public int Row { get; private set; } = row;

    /// <summary>Where the maximum lies in that row.</summary>
    public int Column { get; private set; } = column;

    /// <summary>Points of the line.</summary>
    public int Length { get; private set; } = 1;

    /// <summary>Rows passed since the last point.</summary>
    public int Gap { get; set; }

    /// <summary>Goes on to a maximum of a narrower width; where two of one row are near enough, both count and the later is its foot.</summary>
    public void Extend(int row, int column)
    {
        (Row, Column) = (row, column);
        Length++;
        Gap = 0;
    }
}
