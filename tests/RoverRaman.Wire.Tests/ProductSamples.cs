namespace RoverRaman.Wire.Tests;

/// <summary>One product and link message of each kind.</summary>
static class ProductSamples
{
    public static ProductSummary Summary { get; } = new()
    {
        Sequence = 1000,
        UnixSeconds = 1_795_000_000,
        TimeQuality = TimeQuality.Synchronised,
        Action = TriageAction.SendSpectrum,
        QualityFlags = 64,
        IsTarget = true,
        AsksFollowUp = true,
        Bin = 1,
        HeadVersion = 3,
        ClassId = 42,
        Percent = 90,
        SecondClassId = 258,
        SecondPercent = 7,
    };

    /// <summary>Every field in its longest form.</summary>
    public static ProductSummary Largest { get; } = new()
    {
        Sequence = uint.MaxValue,
        UnixSeconds = uint.MaxValue,
        TimeQuality = TimeQuality.Synchronised,
        Action = TriageAction.SendSpectrum,
        QualityFlags = 0x7f,
        IsTarget = true,
        IsUnknown = true,
        AsksFollowUp = true,
        Bin = 3,
        HeadVersion = 127,
        ClassId = ProductSummary.NoClass,
        Percent = 100,
        SecondClassId = ProductSummary.NoClass,
        SecondPercent = 100,
    };

    public static Catalogue Catalogue { get; } = new(9, 1_795_000_000, [new(ProductKind.Standard, 1000), new(ProductKind.Standard, 1002), new(ProductKind.Near, 7)], [new(ProductKind.Tiny, 300)], 5);

    public static LinkReport Report { get; } = new(3, [new(ProductKind.Standard, 1000), new(ProductKind.Standard, 1001)], [new(new(ProductKind.Near, 1000), [0, 300])]);

    public static LinkCommand Command { get; } = new(77, LinkOperation.Reprioritise, 8, 1000, new byte[] { 0 });

    public static FollowUpRequest FollowUp { get; } = new(1000, FollowUpAction.Sample, TriageReasons.Target | TriageReasons.Confident, 42, 9000);

    public static VerdictRecord Verdict { get; } = new()
    {
        Sequence = 1000,
        PolicyVersion = 4,
        Action = TriageAction.SendSpectrum,
        Bin = 1,
        Utility = 0.75f,
        Reasons = TriageReasons.Unknown | TriageReasons.Novel,
        FollowUp = FollowUpAction.Dwell,
        Target = 0,
        Confidence = 0.25f,
        Novelty = 1,
        Unknown = 0.875f,
        Quality = 0.8f,
    };

    public static StoredProduct Stored { get; } = new(new(ProductKind.Tiny, 1000), 1, 0.5f, 12, 42, 0.75f, new byte[] { 1, 2 }, new byte[] { 3, 4, 5 });

    public static SpectrumPeak[] Peaks { get; } = [new(264, 127, 9), new(1391, 3, 63)];

    public static IReadOnlyDictionary<MessageKind, byte[]> Messages { get; } = new Dictionary<MessageKind, byte[]>
    {
        [MessageKind.ProductStandard] = Bytes.Of(output => StandardProduct.Write(output, Summary)),
        [MessageKind.ProductPeaks] = Bytes.Of(output => PeaksProduct.Write(output, Summary, Peaks)),
        [MessageKind.ProductFeatures] = Bytes.Of(output => FeaturesProduct.Write(output, 1000, [0, 63.5f, -31.75f, 12.7f])),
        [MessageKind.ProductThumbnail] = Bytes.Of(output => ThumbnailProduct.Write(output, 1000, SampleSpectrum.Values, large: false)),
        [MessageKind.ProductSpectrum] = Bytes.Of(output => SpectrumProduct.WriteNear(output, 1000, new float[SpectrumCodec.Points], 0.005)),
        [MessageKind.Catalogue] = Bytes.Of(output => CatalogueCodec.Write(output, Catalogue)),
        [MessageKind.FollowUp] = Bytes.Of(output => TriageCodec.Write(output, FollowUp)),
        [MessageKind.Gap] = Bytes.Of(output => TriageCodec.WriteGap(output, 300)),
        [MessageKind.Verdict] = Bytes.Of(output => TriageCodec.Write(output, Verdict)),
        [MessageKind.LinkCommand] = Bytes.Of(output => LinkCommandCodec.Write(output, Command)),
        [MessageKind.LinkReport] = Bytes.Of(output => LinkReportCodec.Write(output, Report)),
        [MessageKind.StoredProduct] = Bytes.Of(output => StoreCodec.Write(output, Stored)),
        [MessageKind.StoredStates] = Bytes.Of(output => StoreCodec.Write(output, ProductState.Acknowledged, Catalogue.Waiting)),
    };

    public static object Read(MessageKind kind, ReadOnlyMemory<byte> message) => kind switch
    {
        MessageKind.ProductStandard => StandardProduct.Read(message),
        MessageKind.ProductPeaks => PeaksProduct.Read(message),
        MessageKind.ProductFeatures => FeaturesProduct.Read(message),
        MessageKind.ProductThumbnail => ThumbnailProduct.Read(message),
        MessageKind.ProductSpectrum => SpectrumProduct.Read(message),
        MessageKind.Catalogue => CatalogueCodec.Read(message),
        MessageKind.FollowUp => TriageCodec.ReadFollowUp(message),
        MessageKind.Gap => TriageCodec.ReadGap(message),
        MessageKind.Verdict => TriageCodec.ReadVerdict(message),
        MessageKind.LinkCommand => LinkCommandCodec.Read(message),
        MessageKind.LinkReport => LinkReportCodec.Read(message),
        MessageKind.StoredProduct => StoreCodec.ReadProduct(message),
        MessageKind.StoredStates => StoreCodec.ReadStates(message),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static int Fields(MessageKind kind) => kind switch
    {
        MessageKind.ProductStandard => StandardProduct.Fields,
        MessageKind.ProductPeaks => PeaksProduct.Fields,
        MessageKind.ProductFeatures => FeaturesProduct.Fields,
        MessageKind.ProductThumbnail => ThumbnailProduct.Fields,
        MessageKind.ProductSpectrum => SpectrumProduct.Fields,
        MessageKind.Catalogue => CatalogueCodec.Fields,
        MessageKind.FollowUp => TriageCodec.FollowUpFields,
        MessageKind.Gap => TriageCodec.GapFields,
        MessageKind.Verdict => TriageCodec.VerdictFields,
        MessageKind.LinkCommand => LinkCommandCodec.Fields,
        MessageKind.LinkReport => LinkReportCodec.Fields,
        MessageKind.StoredProduct => StoreCodec.ProductFields,
        MessageKind.StoredStates => StoreCodec.StatesFields,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
