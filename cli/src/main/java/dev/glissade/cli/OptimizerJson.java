package dev.glissade.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.glissade.optimizers.spi.Description;
import dev.glissade.optimizers.spi.Discovery;
import dev.glissade.optimizers.spi.Hyperparameter;
import dev.glissade.optimizers.spi.OptimizerProvider;
import dev.glissade.optimizers.spi.Preset;
import dev.glissade.optimizers.spi.ProviderKind;
import dev.glissade.optimizers.spi.RuleProvider;
import dev.glissade.optimizers.spi.Slot;

/// What was found, for programs: one JSON object.
final class OptimizerJson {
    private OptimizerJson() {}

    /// The text.
    static String of(Discovery discovery) {
        var all = new JsonObject();
        for (ProviderKind kind : ProviderKind.values()) {
            var list = new JsonArray();
            discovery.found(kind).forEach(found -> list.add(provider(found)));
            all.add(key(kind), list);
        }
        var broken = new JsonArray();
        for (Discovery.Broken one : discovery.broken()) {
            var object = new JsonObject();
            object.addProperty("subject", one.subject());
            object.addProperty("location", one.location());
            object.addProperty("reason", one.reason());
            broken.add(object);
        }
        all.add("broken", broken);
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(all);
    }

    private static String key(ProviderKind kind) {
        return switch (kind) {
            case OPTIMIZER -> "optimizers";
            case GRADIENT_TRANSFORM -> "gradientTransforms";
            case AVERAGING -> "averagings";
            case SCHEDULE -> "schedules";
        };
    }

    private static JsonObject provider(Discovery.Found found) {
        Description description = found.description();
        var object = new JsonObject();
        object.addProperty("name", description.name());
        object.addProperty("summary", description.summary());
        object.addProperty("class", found.providerClass());
        found.version().ifPresent(version -> object.addProperty("version", version));
        object.addProperty("location", found.location());
        if (found.provider() instanceof RuleProvider rule) {
            object.addProperty("scope", rule.scope().name());
            object.addProperty("nan", rule.nan().name());
        }
        if (found.provider() instanceof OptimizerProvider optimizer) {
            object.addProperty("evaluatesLoss", optimizer.evaluatesLoss());
            object.addProperty("updatesRows", optimizer.updatesRows());
        }
        var hyperparameters = new JsonArray();
        description.hyperparameters().forEach(one -> hyperparameters.add(hyperparameter(one)));
        object.add("hyperparameters", hyperparameters);
        if (found.provider() instanceof RuleProvider rule) {
            var slots = new JsonArray();
            rule.slots().forEach(slot -> slots.add(slot(slot)));
            object.add("slots", slots);
        }
        var presets = new JsonArray();
        description.presets().forEach(preset -> presets.add(preset(description, preset)));
        object.add("presets", presets);
        return object;
    }

    private static JsonObject hyperparameter(Hyperparameter one) {
        var object = new JsonObject();
        object.addProperty("name", one.name());
        object.addProperty("kind", one.kind().name());
        object.add("default", value(one, one.defaultValue()));
        object.addProperty("range", OptimizerListing.range(one));
        object.addProperty("meaning", one.meaning());
        return object;
    }

    private static JsonPrimitive value(Hyperparameter hyperparameter, double value) {
        return switch (hyperparameter.kind()) {
            case FLAG -> new JsonPrimitive(value != 0);
            case REAL -> new JsonPrimitive(value);
        };
    }

    private static JsonObject slot(Slot slot) {
        var object = new JsonObject();
        object.addProperty("name", slot.name());
        object.addProperty("kind", slot.kind().name());
        switch (slot.initial()) {
            case Slot.Initial.Constant(double value) -> object.addProperty("initial", value);
            case Slot.Initial.OfHyperparameter(String name) -> object.addProperty("initial", name);
            case Slot.Initial.CopyOfParameters() -> object.addProperty("initial", "parameters");
        }
        slot.count().ifPresent(count -> object.addProperty("count", count));
        return object;
    }

    private static JsonObject preset(Description description, Preset preset) {
        var object = new JsonObject();
        object.addProperty("name", preset.name());
        object.addProperty("meaning", preset.meaning());
        var values = new JsonObject();
        preset.values().forEach((name, value) -> values.add(name, value(description.hyperparameter(name), value)));
        object.add("values", values);
        return object;
    }
}
