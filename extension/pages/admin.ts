/** The admin's questions, answered by the background with the signed-in user's own rights. */
import type { Admin } from '../../shared/device/admin';
import { sendMessage } from '../channel/messenger';
import { adminCalls, remoteService } from '../channel/remote';

export const admin: Admin = remoteService<Admin>(adminCalls, (call) => sendMessage('admin', call));
