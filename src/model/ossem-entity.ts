import type { Entity, Field } from "./entity.ts";
import { fieldMaker } from "./field-maker.ts";
import { logonEventCells } from "./logon.ts";

const { field } = fieldMaker(logonEventCells);

function as(name: string, { cell, kind }: Field): Field {
  return { name, cell, kind };
}

/**
 * The logon entity of OSSEM: its fifteen attributes under their own names, one object per Windows event that has any of
 * them, and in front of them what tells which event that was.
 */
export const ossemEntity: Entity = {
  computer: "host",
  fields: [
    field("time", "time"),
    field("host", "text"),
    field("event_id", "integer"),
    field("record_id", "integer"),
    field("logon_id", "text"),
    field("logon_type", "integer"),
    field("logon_guid", "text"),
    field("logon_process_name", "text"),
    field("logon_authentication_package_name", "text"),
    field("logon_authentication_lan_package_name", "text"),
    field("logon_key_length", "integer"),
    field("logon_transmitted_services", "text"),
    field("logon_impersonation_level", "text"),
    field("logon_restricted_admin_mode", "text"),
    field("logon_virtual_account", "text"),
    as("logon_user_linked_id", field("linked_logon_id", "text")),
    field("logon_elevated_token", "text"),
    field("logon_user_claims", "text"),
    field("logon_device_claims", "text"),
  ],
  measurement: "logon_event",
  timestamp: "time",
  tags: [],
  lineFields: [],
  table: [],
};
